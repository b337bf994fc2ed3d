using System.Runtime.InteropServices;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>At which steps of a pattern each character can stand, as a set of bits.</summary>
internal sealed class PatternLetters
{
    private const int Ascii = 128;

    private readonly int _words;
    private readonly char[] _firsts;
    private readonly ushort[] _sets;
    private readonly ushort[] _ascii = new ushort[Ascii];
    private readonly ulong[] _masks;

    /// <param name="kinds">The kind of character of each step.</param>
    /// <param name="words">How many words a set of steps has.</param>
    public PatternLetters(IReadOnlyList<string> kinds, int words)
    {
        _words = words;
        var (firsts, sets) = (new List<char>(), new List<ushort>());
        var (masks, known) = (new List<ulong>(), new Dictionary<string, ushort>(StringComparer.Ordinal));
        var now = new ulong[words];
        var turns = Turns(kinds).ToList();
        for (var index = 0; index < turns.Count;)
        {
            var code = turns[index].Code;
            for (; index < turns.Count && turns[index].Code == code; index++)
            {
                foreach (var step in turns[index].Steps)
                {
                    now[step >> 6] ^= 1UL << step;
                }
            }

            if (code <= char.MaxValue)
            {
                firsts.Add((char)code);
                sets.Add(SetOf(now, masks, known));
            }
        }

        (_firsts, _sets, _masks) = ([.. firsts], [.. sets], [.. masks]);
        for (var code = 0; code < Ascii; code++)
        {
            _ascii[code] = Find((char)code);
        }
    }

    /// <summary>The steps at which a character can stand.</summary>
    public ReadOnlySpan<ulong> At(char character)
        => _masks.AsSpan((character < Ascii ? _ascii[character] : Find(character)) * _words, _words);

    // Where a kind begins and where it has ended, from the first character on, which always turns something.
    private static IEnumerable<(int Code, List<int> Steps)> Turns(IReadOnlyList<string> kinds)
        => kinds.Index().GroupBy(step => step.Item, step => step.Index, StringComparer.Ordinal)
            .SelectMany(kind => kind.ToList() is var steps
                ? LetterRuns.Of(kind.Key).SelectMany(run => (IEnumerable<(int, List<int>)>)[(run.First, steps), (run.Last + 1, steps)])
                : [])
            .Prepend((0, []))
            .OrderBy(turn => turn.Item1);

    private static ushort SetOf(ulong[] now, List<ulong> masks, Dictionary<string, ushort> known)
    {
        var key = new string(MemoryMarshal.Cast<ulong, char>(now.AsSpan()));
        if (!known.TryGetValue(key, out var set))
        {
            set = (ushort)known.Count;
            known.Add(key, set);
            masks.AddRange(now);
        }

        return set;
    }

    private ushort Find(char character)
    {
        var place = Array.BinarySearch(_firsts, character);
        return _sets[place >= 0 ? place : ~place - 1];
    }
}
