namespace GdScript.Tests.Text;

/// <summary>Where a word was meant to be known.</summary>
public enum Tongue
{
    Function,
    Method,
    Schedule,
    Search,
    Option,
    Command,
    CommandOption,
    Verb,
    Name,
    Word,
}

/// <summary>A slip: what was typed, where, and what was meant.</summary>
/// <param name="Tongue">Which words were known there.</param>
/// <param name="Typed">The slip.</param>
/// <param name="Meant">The word that a person would want to be reminded of.</param>
/// <param name="Of">The method or command whose options are known; the known words themselves, parted by commas.</param>
public readonly record struct Typo(Tongue Tongue, string Typed, string Meant, string Of = "");

/// <summary>
/// Slips as people make them: a letter too few, too many, another, two swapped, another case, a wrong plural, a word of another
/// language or library.
/// </summary>
public static class Typos
{
    public static IEnumerable<Typo> All => [.. Functions, .. Methods, .. Options, .. Commands, .. CommandOptions, .. Names];

    private static IEnumerable<Typo> Functions =>
        Said(
            Tongue.Function,
            """
            sen sin · sni sin · Sin sin · SIN sin · sine sin · sinus sin · csin sin · coss cos · cso cos · COS cos · cosine cos · cosinus cos
            tna tan · tann tan · tangent tan · tg tan · tahn tanh · thanh tanh · tanhh tanh · Tanh tanh · sihn sinh · csoh cosh · chs cosh
            arcsin asin · asine asin · arccos acos · arctan atan · atna atan · atan_2 atan2 · arctan2 atan2 · atn2 atan2 · arcsinh asinh · arcosh acosh
            artanh atanh · exo exp · epx exp · EXP exp · exponent exp · exponential exp · expml expm1 · exp1m expm1 · lgo log · logg log · Log log
            logarithm log · LN ln · ln10 log10 · lg log10 · Log10 log10 · log_10 log10 · lob10 log10 · ln2 log2 · log_2 log2 · ld log2 · loglp log1p · log1 log1p
            sqr_t sqrt · sqtr sqrt · sqart sqrt · SQRT sqrt · squareroot sqrt · square_root sqrt · root sqrt · crbt cbrt · cubert cbrt · cuberoot cbrt
            asb abs · Abs abs · absolute abs · fabs abs · abss abs · sgn sign · signum sign · sgin sign · minn min · minimum min · maxx max · maximum max · mx max
            hypto hypot · hipot hypot · hypotenuse hypot · flor floor · flooor floor · floro floor · ceiling ceil · ciel ceil · cel ceil · rond round · roudn round · rounds round
            power pow · pwo pow · Pow pow · sigmod sigmoid · sgimoid sigmoid · sigmoids sigmoid · logistic sigmoid · sigm sigmoid · softpus softplus · soft_plus softplus
            sfotplus softplus · rleu relu · ReLU relu · relus relu · ref erf · Erf erf · errorfunction erf · lgama lgamma · lngamma lgamma · gammaln lgamma · lgamam lgamma
            diagmma digamma · psi digamma · poligamma polygamma · wher where · were where · whre where · ifelse where · if where · sumn sum · smu sum · total sum
            men mean · meen mean · average mean · avg mean · dott dot · dto dot · inner dot · nrom norm · norms norm · l2norm norm · softmx softmax
            soft_max softmax · sofmtax softmax · SoftMax softmax · logsumepx logsumexp · log_sum_exp logsumexp · argmx argmax · arg_max argmax · uoter outer
            otuer outer · transpos transpose · trasnpose transpose · Transpose transpose · fil fill · onhot onehot · one_hot onehot · hubr huber · hubber huber
            mes mse · mean_squared_error mse · mae l1 · L1 l1 · log_cosh logcosh · logcsoh logcosh · crossentrpy crossentropy · cross_entropy crossentropy
            crosentropy crossentropy · hinges hinge · hing hinge · rowsums rowsum · row_sum rowsum · rowmen rowmean · row_mean rowmean · rowmaxx rowmax
            """
        );

    private static IEnumerable<Typo> Methods =>
        [
            .. Said(
                Tongue.Method,
                """
                sdg sgd · SGD sgd · sgdd sgd · grad_descent gd · gradient_descent gd · GradientDescent gd · stochastic sgd · momentm momentum · momemtum momentum
                Momentum momentum · momentums momentum · nestrov nesterov · nesterow nesterov · nag nesterov · adma adam · Adam adam · addam adam · admaw adamw
                AdamW adamw · adam_w adamw · adagard adagrad · ada_grad adagrad · adadlta adadelta · rmsporp rmsprop · rms_prop rmsprop · RMSProp rmsprop · rms rmsprop
                nadm nadam · randam radam · adamx adamax · rprp rprop · loin lion · LBFGS lbfgs · l-bfgs lbfgs · lbgfs lbfgs · bgfs bfgs · bfsg bfgs
                newtn newton · newtons newton · netwon newton · trsut trust · trust_region trust · atuo auto · conjugate_gradient cg · clipp clip · clipvalue clip_value
                nomralize normalize · normalise normalize · avreage average · averages average · heavyball heavy · pertrub perturb · polayk polyak
                """
            ),
            .. Said(
                Tongue.Schedule,
                """
                constnat constant · const constant · setp step · steps step · multi_step multistep · exponental exponential · expnential exponential · inverese inverse
                polynomal polynomial · liner linear · warm_up warmup · wramup warmup · cosin cosine · Cosine cosine · consine cosine · restart restarts
                cylic cyclic · cycle cyclic · one_cycle onecycle · oncecycle onecycle · platau plateau · plateu plateau · joint join
                """
            ),
            .. Said(Tongue.Search, "wolf wolfe · Wolfe wolfe · amijo armijo · armjio armijo · fixd fixed"),
        ];

    private static IEnumerable<Typo> Options =>
        [
            .. Said(
                Tongue.Option,
                """
                learning_rate lr · learningrate lr · LR lr · rl lr · step_size lr · epsilon eps · esp eps · beta_1 beta1 · bta1 beta1 · b1 beta1 · betaa2 beta2 · beta_2 beta2
                weightdecay weight_decay · weight-decay weight_decay · wd weight_decay · weigth_decay weight_decay · amsgard amsgrad · AMSGrad amsgrad · compta compat
                """,
                "adam"
            ),
            .. Said(
                Tongue.Option,
                "momentm momentum · mometum momentum · nestrov nesterov · damping dampening · dampenning dampening",
                "sgd"
            ),
            .. Said(Tongue.Option, "normalise normalize · normalized normalize · serach search · line_search search", "gd"),
            .. Said(Tongue.Option, "step steps · iterations steps · stpes steps · ned end · periodc periodic", "cosine"),
            .. Said(Tongue.Option, "patiance patience · factr factor · treshold threshold · cool_down cooldown · wait patience", "plateau"),
            .. Said(Tongue.Option, "hist history · histroy history · memory history", "lbfgs"),
        ];

    private static IEnumerable<Typo> Commands =>
        [
            .. Said(
                Tongue.Command,
                """
                evla eval · evaluate eval · calc eval · dif diff · differentiate diff · derivative diff · derive diff · gard grad · gradient grad · gradiant grad · hes hess · hessian hess
                jacobian jac · jca jac · chek check · chekc check · checks check · verify check · descned descend · decend descend · desend descend · descent descend · minimize descend
                optimize descend · optimise descend · statoinary stationary · critical stationary · rnu run · execute run · nwe new · create new · resotre restore · cahce cache
                bacth batch · batches batch · explian explain · explane explain · repel repl · interactive repl · docter doctor · completions completion · HESS hess
                """
            ),
            .. Said(
                Tongue.Verb,
                """
                gradd grad · gradient grad · derivative diff · hessian hess · jacobian jac · chekc check · descnd descend · minimise descend · plto plot · plot3d plot · graph plot
                draw plot · step steps · simpify simplify · simplfy simplify · exapnd expand · latex tex · stationery stationary · tarce trace
                """
            ),
        ];

    private static IEnumerable<Typo> CommandOptions =>
        [
            .. Said(
                Tongue.CommandOption,
                """
                --form --from · --fro --from · --start --starts · --stpes --steps · --step --steps · --iterations --steps · --max-iter --steps · --learning-rate --lr
                --methd --method · --Method --method · --optimizer --method · --gardient --gradient · --diference --difference · --tarce --trace · --traces --trace
                --chekpoint --checkpoint · --check-point --checkpoint · --patiance --patience · --traget --target · --maxevaluations --max-evaluations · --minlr --min-lr
                --maximise --maximize · --bound --bounds · --date --data · --column --columns · --parms --params · --reduc --reduce · --bacth --batch · --epoch --epochs
                --holdout --hold-out · --comapre --compare · --sed --seed · --nocheck --no-check · --clam --claim · --detial --detail · --jsn --json · --JSON --json
                --queit --quiet · --kernal --kernel · --verfiy --verify · --resme --resume · --shapes --shape · --sett --set · --gto --gtol
                """,
                "descend"
            ),
            .. Said(Tongue.CommandOption, "--att --at · --wtr --wrt · --variables --wrt · --frmat --format", "grad"),
            .. Said(
                Tongue.CommandOption,
                "--time-out --timeout · --isolate --isolated · --mem --memory · --nocache --no-cache · --verbos --verbose",
                "run"
            ),
        ];

    private static IEnumerable<Typo> Names =>
        [
            .. Said(
                Tongue.Name,
                "lerning learning · Learning learning · learing learning · wieght weight · weights weight · baised bias",
                "learning,weight,bias"
            ),
            .. Said(Tongue.Name, "X x · Y y · w W · x_1 x1 · x11 x1 · X0 x0", "x,y,W,x0,x1"),
            .. Said(Tongue.Word, "torhc torch · optx optax · Optax optax", "torch,optax"),
            .. Said(Tongue.Word, "exat exact · numerical numeric · numric numeric", "exact,numeric"),
            .. Said(Tongue.Word, "latx latex · mathMl mathml · txt text", "text,latex,mathml"),
        ];

    private static IEnumerable<Typo> Said(Tongue tongue, string pairs, string of = "") =>
        from pair in pairs.Split(['·', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let words = pair.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select new Typo(tongue, words[0], words[1], of);
}
