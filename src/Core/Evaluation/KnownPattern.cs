using System.Collections.Concurrent;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>
/// What reading a pattern told. It is remembered for the next who has the same text, and what it was compiled to for as long as anybody
/// holds that, so that environments share it and an edit of something else compiles nothing.
/// </summary>
internal sealed class KnownPattern
{
    private const int MostKnown = 2_000;

    private static readonly ConcurrentDictionary<string, KnownPattern> s_known = new(StringComparer.Ordinal);

    private readonly string _text;
    private readonly Lock _compiling = new();
    private WeakReference<LinearPattern>? _compiled;

    private KnownPattern(string text)
    {
        _text = text;
        var (part, fault) = LinearPattern.Read(text);
        (Fault, Steps, Kinds) = (fault, part?.Steps ?? 0, part is null ? [] : [.. LinearPattern.Kinds(part).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Why it is not served; null when it is.</summary>
    public PatternFault? Fault { get; }

    /// <summary>How many steps it has; 0 for one that is not served.</summary>
    public long Steps { get; }

    /// <summary>Its different kinds of characters that have to be looked up; none for one that is not served.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>Reads a pattern, unless it was read before: nothing is compiled.</summary>
    public static KnownPattern Of(string text)
    {
        if (s_known.TryGetValue(text, out var known))
        {
            return known;
        }

        var read = new KnownPattern(text);
        if (text.Length <= LinearPattern.MaxLength)
        {
            if (s_known.Count >= MostKnown)
            {
                s_known.Clear();
            }

            read = s_known.GetOrAdd(text, read);
        }

        return read;
    }

    /// <summary>The pattern, ready to be tried; null for one that is not served.</summary>
    public LinearPattern? Compile()
    {
        if (Fault is not null)
        {
            return null;
        }

        lock (_compiling)
        {
            if (_compiled is null || !_compiled.TryGetTarget(out var compiled))
            {
                compiled = new LinearPattern(LinearPattern.Read(_text).Part!);
                _compiled = new WeakReference<LinearPattern>(compiled);
            }

            return compiled;
        }
    }
}
