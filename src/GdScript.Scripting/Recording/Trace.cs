using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GdScript.Scripting.Recording;

/// <summary>Where the twin says which piece of the script it is in: so every node, guard and problem has a place.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Trace
{
    /// <summary>The twin is now at this span; also where endless work and endless recursion are noticed.</summary>
    /// <param name="loc">A number into the spans of the twin's image.</param>
    /// <exception cref="TraceError">GDS2001 too deep, GDS2002 too many steps.</exception>
    public static At At(int loc)
    {
        Recorder.Current.Step(loc);
        return new(loc);
    }

    /// <summary>What a number is at the point of the recording: for the message of an exception, where text is fine.</summary>
    public static double Shown(Scalar value) => value.Value;
}

/// <summary>A place that was announced; <see cref="Of"/> passes a value on and comes back to the place.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct At(int loc)
{
    /// <summary>The value as it is. What happens to it next (a guard) happens at this place, not where its parts were made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(T value)
    {
        Recorder.Current.Place = loc;
        return value;
    }
}
