using System.Runtime.CompilerServices;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>Tier 0: walks the steps of a plan. It is always there, also where no code can be made at run time.</summary>
internal sealed unsafe class Interpreter(Plan plan) : Engine
{
    private readonly Schedule schedule = plan.Schedule;
    private readonly Step[] steps = plan.Steps;

    public override int WorkSize => plan.Size;

    public override void Run(double* point, double* first, double* rest, double* work)
    {
        Fill(point, work);
        Give(plan, first, rest, work);
    }

    /// <summary>Puts the point, the constants and every value into their places of the workspace.</summary>
    public void Fill(double* point, double* work)
    {
        Arrays.Copy(work, point, schedule.PointSize);
        schedule.Constants.CopyTo(new Span<double>(work + schedule.PointSize, schedule.Constants.Length));
        Walk(schedule, steps, work);
    }

    /// <summary>Does steps one after the other.</summary>
    public static void Walk(Schedule schedule, Step[] steps, double* work)
    {
        foreach (ref readonly var step in steps.AsSpan())
            if (step.IsScalar)
                work[step.To] = Computed(step, work);
            else if (step.Op == Op.Array)
                work[step.To] = work[step.A];
            else
                Wide.Run(schedule, step, work);
    }

    /// <summary>The five commonest without a call (a third of the time); the table has every one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Computed(in Step step, double* work)
    {
        switch (step.Op)
        {
            case Op.Add:
                return work[step.A] + work[step.B];
            case Op.Sub:
                return work[step.A] - work[step.B];
            case Op.Mul:
                return work[step.A] * work[step.B];
            case Op.Div:
                return work[step.A] / work[step.B];
            case Op.Fma:
                return Math.FusedMultiplyAdd(work[step.A], work[step.B], work[step.C]);
            default:
                return Scalar.Apply(step.Op, work[step.A], work[step.B], work[step.C]);
        }
    }

    /// <summary>Hands out the roots from where the plan placed them.</summary>
    public static void Give(Plan plan, double* first, double* rest, double* work)
    {
        var roots = plan.Schedule.Roots;
        Give(plan, roots[0], first, work);
        foreach (var root in roots.AsSpan(1))
            rest += Give(plan, root, rest, work);
    }

    private static int Give(Plan plan, int root, double* to, double* work)
    {
        var count = plan.Schedule.Nodes[root].Shape.Count;
        Arrays.Copy(to, work + plan.Places[root], count);
        return count;
    }
}
