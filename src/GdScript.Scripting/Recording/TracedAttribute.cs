namespace GdScript.Scripting.Recording;

/// <summary>
/// Marks the parameter of a workbench method that takes a loss (<c>Grad([Traced] Delegate loss)</c>): for every call of the
/// method in a script, the host makes a recording twin of the argument.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TracedAttribute : Attribute;
