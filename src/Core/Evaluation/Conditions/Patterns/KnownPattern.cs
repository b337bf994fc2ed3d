using System.Collections.Concurrent;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>
/// What reading a pattern told. It is remembered for the next who has the same text, and what it was compiled to for as long as anybody
/// holds that, so that environments share it and an edit of something else compiles nothing.
/// </summary>
internal sealed class KnownPattern
{
    private const int MostKnown = 2_000;

    private static readonly ConcurrentDictionary<string, KnownPattern> s_known = new(StringComparer.Ordinal);

    private readonly string _text;
    private readonly Lazy<bool> _canBeNumber;
    private readonly Lock _compiling = new();
    private WeakReference<LinearPattern>? _compiled;

    private KnownPattern(string text)
    {
        _text = text;
        var (part, fault, peculiar) = LinearPattern.Read(text);
        Peculiar = [.. peculiar.Order(StringComparer.Ordinal)];
        IsAnchored = part is not null && PatternReach.IsAnchored(part) && !peculiar.Contains(@"\A"); // In JavaScript that is the letter.
        _canBeNumber = new Lazy<bool>(() => LinearPattern.Read(text).Part is { } whole && NumberReach.Includes(whole));
        (Fault, Steps, Kinds) = (fault, part?.Steps ?? 0, part is null ? [] : [.. LinearPattern.Kinds(part).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Why it is not served; null when it is.</summary>
    public PatternFault? Fault { get; }

    /// <summary>How many steps it has; 0 for one that is not served.</summary>
    public long Steps { get; }

    /// <summary>Its different kinds of characters that have to be looked up; none for one that is not served.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>What it has that clients which evaluate on their own write or understand otherwise: <c>(?i)</c>, <c>\d</c>.</summary>
    public IReadOnlyList<string> Peculiar { get; }

    /// <summary>Whether it begins with ^ whatever it matches, so that it does not matter where an engine begins to look.</summary>
    public bool IsAnchored { get; }

    /// <summary>Whether it can match text that looks like a number: such text is tested as that number.</summary>
    public bool CanBeNumber => _canBeNumber.Value;

    /// <summary>Whether it matches a boolean as one engine writes it, and not as another does.</summary>
    public bool TellsSpellingsApart => Compile() is { } pattern
        && (pattern.Matches("True") != pattern.Matches("true") || pattern.Matches("False") != pattern.Matches("false"));

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
