namespace GdScript.Algebra;

/// <summary>What the normal forms are made for.</summary>
internal enum Style
{
    /// <summary>For a person: nested sums and products are opened also where they are shared.</summary>
    Reader,

    /// <summary>For size: what is shared stays shared, also where opening it would read better.</summary>
    Shared,

    /// <summary>Products of sums are multiplied out.</summary>
    Expanded,
}
