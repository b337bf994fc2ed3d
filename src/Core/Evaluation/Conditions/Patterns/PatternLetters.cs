using System.Runtime.InteropServices;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

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
        var groups = kinds.Index().GroupBy(step => step.Item, step => step.Index, StringComparer.Ordinal)
            .Select(kind => (Runs: LetterRuns.Of(kind.Key), Steps: Mask(kind, words))).ToList();
        var turns = new Turns(groups.ConvertAll(group => group.Runs));
        for (var code = 0; code <= char.MaxValue; code++)
        {
            if (!turns.Any(code) && code > 0)
            {
                continue;
            }

            foreach (var kind in turns.At(code))
            {
                var steps = groups[kind].Steps;
                for (var word = 0; word < words; word++)
                {
                    now[word] ^= steps[word];
                }
            }

            firsts.Add((char)code);
            sets.Add(SetOf(now, masks, known));
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

    private static ulong[] Mask(IEnumerable<int> steps, int words)
    {
        var mask = new ulong[words];
        foreach (var step in steps)
        {
            mask[step >> 6] |= 1UL << step;
        }

        return mask;
    }

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

    // Where kinds begin and have ended, by the character: found without sorting, since there can be a hundred thousand.
    private sealed class Turns
    {
        // The last turn at each character, and the one before each, counted from 1.
        private readonly int[] _lasts = new int[char.MaxValue + 1];
        private readonly List<(int Kind, int Before)> _all = [];

        public Turns(List<(char First, char Last)[]> kinds)
        {
            foreach (var (kind, runs) in kinds.Index())
            {
                foreach (var (first, last) in runs)
                {
                    Add(first, kind);
                    if (last < char.MaxValue)
                    {
                        Add(last + 1, kind);
                    }
                }
            }
        }

        public bool Any(int code) => _lasts[code] > 0;

        public IEnumerable<int> At(int code)
        {
            for (var turn = _lasts[code]; turn > 0; turn = _all[turn - 1].Before)
            {
                yield return _all[turn - 1].Kind;
            }
        }

        private void Add(int code, int kind)
        {
            _all.Add((kind, _lasts[code]));
            _lasts[code] = _all.Count;
        }
    }
}
