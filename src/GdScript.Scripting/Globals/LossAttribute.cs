namespace GdScript.Scripting.Globals;

/// <summary>Marks the method of a script that commands take as its loss: <c>[Loss] double Cost(double[] w) => …</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LossAttribute : Attribute;
