namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>
/// A pattern that is tried by reading the text once from left to right, keeping all steps at which it may be: whatever the
/// pattern and the text, a character costs no more than the pattern is large, and nothing is allocated or remembered.
/// </summary>
/// <remarks>
/// Accepted is only what the engine of .NET accepts that does not backtrack, and it matches what that one matches. Where a loop goes round
/// a choice of <c>X+</c> and nothing, as in <c>^(?:]+|)+</c>, that one overlooks the empty match, and this one does not. That one finds its
/// states while it matches, and they can be many and large: a pattern of 25 characters came to 50 ms and 10 MB for the first
/// value of 2,000 characters, so 100 of them would hold up a request for seconds.
/// </remarks>
internal sealed class LinearPattern
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int MaxLength = 2_000;

    /// <summary>The largest pattern, in steps.</summary>
    public const int MaxSteps = 500;

    /// <summary>The most kinds of characters in one pattern.</summary>
    public const int MaxKinds = 50;

    private const int BitsAtOnce = 4;
    private const int Choices = 1 << BitsAtOnce;
    private const int MaxWords = (MaxSteps / 64) + 1;
    private const int Places = (int)PatternPosition.WordEdge << 1;

    private static readonly HashSet<string> s_nothing = [];

    private readonly PatternPosition _asked;
    private readonly bool _isPlain;
    private readonly PatternLetters _letters;
    private readonly int _words;
    private readonly int _end;

    // By what is true of the place, as far as it is asked; those that cannot be are null.
    private readonly ulong[]?[] _firsts = new ulong[Places][];
    private readonly ulong[]?[] _nexts = new ulong[Places][];

    /// <param name="part">What reading it gave.</param>
    internal LinearPattern(PatternPart part)
    {
        var graph = new PatternGraph(part);
        _asked = graph.Asked;
        _isPlain = (_asked & (PatternPosition.LineStart | PatternPosition.LineEnd | PatternPosition.WordEdge)) == PatternPosition.None;
        _end = graph.Kinds.Count;
        _words = (_end / 64) + 1;
        _letters = new PatternLetters(graph.Kinds, _words);
        foreach (var place in PositionAssertions.All.Select(place => place & _asked).Distinct())
        {
            _firsts[(int)place] = First(graph, place);
            _nexts[(int)place] = Next(graph, place);
        }
    }

    /// <summary>The pattern, or why it is not served: one of the two.</summary>
    public static (LinearPattern? Pattern, PatternFault? Fault) Compile(string pattern)
    {
        var known = KnownPattern.Of(pattern);
        return (known.Compile(), known.Fault);
    }

    /// <summary>Whether it matches a text from its first character on.</summary>
    public bool Matches(ReadOnlySpan<char> text) => _words == 1 ? MatchesSmall(text) : MatchesLarge(text);

    // The same with all steps in one word, as almost all patterns have them.
    private bool MatchesSmall(ReadOnlySpan<char> text)
    {
        var (reached, end) = (_firsts[(int)PositionAssertions.In(text, 0, _asked)]![0], 1UL << _end);
        for (var index = 0; (reached & end) == 0; index++)
        {
            if (index == text.Length || (reached & _letters.At(text[index])[0]) is var at && at == 0)
            {
                return false;
            }

            var nexts = _nexts[(int)After(text, index)]!;
            reached = 0;
            for (var group = 0; at != 0; at >>= BitsAtOnce, group += Choices)
            {
                reached |= nexts[group + (int)(at % Choices)];
            }
        }

        return true;
    }

    private bool MatchesLarge(ReadOnlySpan<char> text)
    {
        Span<ulong> reached = stackalloc ulong[MaxWords];
        reached = reached[.._words];
        _firsts[(int)PositionAssertions.In(text, 0, _asked)]!.CopyTo(reached);
        for (var index = 0; ; index++)
        {
            if ((reached[_end >> 6] >> _end & 1) != 0)
            {
                return true;
            }

            if (index == text.Length || !Stay(reached, _letters.At(text[index])))
            {
                return false;
            }

            GoOn(reached, _nexts[(int)After(text, index)]!);
        }
    }

    // Inside a text nothing is true of a place but what has to do with lines and words.
    private PatternPosition After(ReadOnlySpan<char> text, int index)
        => _isPlain && index < text.Length - 2 ? PatternPosition.None : PositionAssertions.In(text, index + 1, _asked);

    /// <summary>
    /// The pattern taken apart, if it is served, and what it has that clients which evaluate on their own write or understand otherwise:
    /// cheap enough to be asked of many.
    /// </summary>
    internal static (PatternPart? Part, PatternFault? Fault, IReadOnlySet<string> Peculiar) Read(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return (null, PatternFault.TooLong(pattern.Length), s_nothing);
        }

        if (!PatternDialect.TryGroups(pattern, out var groups, out var fault))
        {
            return (null, fault, s_nothing);
        }

        var (part, construct, peculiar) = PatternReader.Read(PatternDialect.Translate(pattern), groups);
        return part is null ? (null, construct, peculiar)
            : part.Steps > MaxSteps ? (null, PatternFault.TooLarge(), peculiar)
            : Kinds(part).Distinct(StringComparer.Ordinal).Skip(MaxKinds).Any() ? (null, PatternFault.TooManyKinds(), peculiar)
            : (part, null, peculiar);
    }

    /// <summary>The kinds that list characters or name categories: every other one is soon found, or known.</summary>
    internal static IEnumerable<string> Kinds(PatternPart part) => part switch
    {
        PatternPart.One { Kind.Length: > 2 } one when one.Kind.AsSpan().TrimEnd(')') is [.., ']' or '}'] => [one.Kind],
        PatternPart.Sequence sequence => sequence.Parts.SelectMany(Kinds),
        PatternPart.Choice choice => choice.Parts.SelectMany(Kinds),
        PatternPart.Repeat repeat => Kinds(repeat.Part),
        _ => [],
    };

    private static bool Stay(Span<ulong> reached, ReadOnlySpan<ulong> letters)
    {
        var any = 0UL;
        for (var word = 0; word < reached.Length; word++)
        {
            any |= reached[word] &= letters[word];
        }

        return any != 0;
    }

    // Four steps at once: the table has what comes after each choice of them.
    private void GoOn(Span<ulong> reached, ulong[] nexts)
    {
        Span<ulong> at = stackalloc ulong[MaxWords];
        at = at[.._words];
        reached.CopyTo(at);
        reached.Clear();
        for (var word = 0; word < at.Length; word++)
        {
            var group = word * 64 / BitsAtOnce;
            for (var bits = at[word]; bits != 0; bits >>= BitsAtOnce, group++)
            {
                var row = nexts.AsSpan((int)((group * Choices) + (int)(bits % Choices)) * _words, _words);
                for (var other = 0; other < row.Length; other++)
                {
                    reached[other] |= row[other];
                }
            }
        }
    }

    private ulong[] First(PatternGraph graph, PatternPosition place)
    {
        var firsts = new ulong[_words];
        graph.First(place, firsts);
        return firsts;
    }

    private ulong[] Next(PatternGraph graph, PatternPosition place)
    {
        var nexts = new ulong[((_end / BitsAtOnce) + 1) * Choices * _words];
        for (var step = 0; step < _end; step++)
        {
            var single = new ulong[_words];
            graph.Next(step, place, single);
            for (var choice = 0; choice < Choices; choice++)
            {
                if ((choice >> step % BitsAtOnce & 1) == 0)
                {
                    continue;
                }

                var row = nexts.AsSpan(((step / BitsAtOnce * Choices) + choice) * _words, _words);
                for (var word = 0; word < row.Length; word++)
                {
                    row[word] |= single[word];
                }
            }
        }

        return nexts;
    }
}
