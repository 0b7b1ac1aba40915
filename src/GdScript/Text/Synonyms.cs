using System.Collections.Frozen;

namespace GdScript.Text;

/// <summary>
/// What other languages, libraries and textbooks call the things of this one: functions, methods, options, commands. A word may stand
/// for several of ours; which of them is meant is decided by the words that are known where it stands.
/// </summary>
internal static class Synonyms
{
    /// <summary>Our word, and what it is called elsewhere; hyphens, underscores and case do not count.</summary>
    private const string Table = """
        abs: fabs absolute absval absolutevalue modulus magnitude
        acos: arccos arccosine
        acosh: arccosh arcosh
        acot: arccot arccotangent arcctg
        acoth: arccoth arcoth
        acsc: arccsc arccosecant arccosec
        acsch: arccsch arcsch
        adamw: adamweightdecay decoupledadam
        airyai: airy ai
        airybi: bi
        argmax: argmaximum whichmax
        asec: arcsec arcsecant
        asech: arcsech arsech
        asin: arcsin arcus arcsine
        asinh: arcsinh arsinh
        at: point where values
        atan: arctan arctg atg arctangent
        atan2: arctan2 angle
        atanh: arctanh artanh
        auto: default solver automatic
        average: ema swa averaging
        batch: serve server rpc minibatch
        beta1: b1 beta momentum
        beta2: b2
        besseli: modifiedbessel iv
        besselj: bessel jn jv j0
        besselk: kn kv k0
        bessely: yn yv neumann
        beta: betafunction
        bfgs: quasinewton
        bounds: limits box constraints range
        cache: clean
        cbrt: cuberoot curt
        ceil: ceiling roundup
        cg: conjugategradient conjugategradients conjugate fletcherreeves polakribiere ncg
        check: verify validate test gradcheck checkgrad checkgradient gradientcheck
        clip: clipnorm clipgradient clipgrad gradclip
        cos: cosinus cosine
        cosh: ch
        cosine: cosineannealing
        cot: ctg cotan cotangent
        coth: cth
        cooldown: rest
        crossentropy: xent bce nll celoss crossentropyloss logloss
        csc: cosec cosecant
        csch: cosech
        data: dataset csv table input
        decay: weightdecay
        descend: minimize minimise optimize optimise train descent walk solve gradientdescent
        diff: differentiate derivative derive deriv partial partials differential
        digamma: psi
        doctor: diagnose info health
        dot: inner innerproduct scalarproduct dotproduct
        end: min minlr etamin
        eps: epsilon
        erf: errorfunction
        erfc: complementaryerrorfunction
        eval: evaluate calc calculate compute value
        exp: exponential exponent expo
        exponential: exponentialdecay
        explain: help why
        factor: gamma
        factorial: fact
        floor: rounddown
        format: style
        gamma: tgamma gammafunction
        from: start begin initial init x0 startingpoint
        gd: gradientdescent graddescent gradient vanilla steepestdescent steepest
        grad: gradient nabla gradients
        heavy: heavyball
        hess: hessian secondderivative secondderivatives
        high: max maxlr
        history: memory
        hypot: hypotenuse distance
        jac: jacobian jacobi
        l1: mae meanabsoluteerror
        lbfgs: lbfgsb lmbfgs
        lgamma: gammaln loggamma gammln lngamma
        log: logarithm loge naturallog
        log10: ln10
        log2: lb ld ln2
        logsumexp: lse
        low: baselr
        lr: learningrate learnrate rate stepsize eta alpha
        man: manual
        max: maximum greatest largest
        mean: avg average
        memory: mem ram maxmemory
        method: optimizer optimiser algorithm solver
        min: minimum least smallest
        momentum: polyakmomentum mu friction beta
        mse: meansquarederror squarederror meansquare
        nesterov: nag nesterovmomentum acceleratedgradient
        new: create init scaffold
        newton: newtonraphson newtonsmethod
        norm: length magnitude l2norm euclideannorm
        normalize: unit
        onecycle: onecyclelr superconvergence
        outer: outerproduct
        patience: wait
        perturb: perturbation
        plot: plot3d graph draw chart surface
        pow: power pwr
        quiet: silent
        relu: rectifier
        repl: interactive shell console prompt
        restarts: warmrestarts sgdr
        restore: install
        rmsprop: rms
        round: rint nearest
        rprop: resilient
        run: execute exec
        search: linesearch
        sec: secant
        sech: sch
        seed: rng random randomseed randomstate
        sgd: stochastic stochasticgradientdescent stochasticgradient
        sigmoid: logistic expit sigm
        sign: sgn signum
        simplify: reduce simplified
        sin: sinus sine
        sinh: sh
        size: every stepsize period
        sqrt: root squareroot sqroot
        stationary: critical criticalpoints extrema saddle saddles
        steps: iterations iters iter maxiter maxiterations numsteps niter tmax step
        sum: total summation
        tan: tg tangent tangens
        tanh: th tgh
        tex: latex
        threshold: tolerance tol
        transpose: trans
        trust: trustregion dogleg levenbergmarquardt lm
        warmup: rampup
        weight_decay: wd l2 regularization decay
        where: if iif ifelse select cond ternary
        wrt: variables withrespectto vars
        """;

    private static readonly FrozenDictionary<string, string[]> Ours = (
        from line in Table.Split('\n')
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        from word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        group line[..colon] by word.Trim()
    ).ToFrozenDictionary(ours => ours.Key, ours => ours.ToArray(), StringComparer.Ordinal);

    /// <summary>The words of others, each with ours.</summary>
    public static IEnumerable<KeyValuePair<string, string[]>> All => Ours;

    /// <summary>What a word, already without case and hyphens, may be called here.</summary>
    public static string[] Of(string plain) => Ours.GetValueOrDefault(plain, []);
}
