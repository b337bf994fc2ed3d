using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>Takes a pattern apart that .NET has read as a regular expression.</summary>
internal ref struct PatternReader
{
    /// <summary>How deep groups may be nested.</summary>
    public const int MaxDepth = 100;

    /// <summary>How deep classes may be taken from classes.</summary>
    public const int MaxTaken = 10;

    private const int HexDigits = 2;
    private const int UnicodeDigits = 4;
    private const int OctalDigits = 3;

    private static readonly SearchValues<char> s_inBounds = SearchValues.Create("0123456789,");

    private readonly string _text;
    private readonly int[] _groups;
    private readonly HashSet<string> _peculiar = new(StringComparer.Ordinal);
    private int _at;
    private PatternOptions _options;
    private PatternFault? _fault;

    private PatternReader(string text, int[] groups) => (_text, _groups) = (text, groups);

    /// <summary>
    /// The parts of a pattern, or why it is not served; and what it has that is written or understood otherwise where clients evaluate
    /// on their own: <c>(?i)</c>, <c>\d</c>.
    /// </summary>
    /// <param name="text">The pattern in the dialect of .NET.</param>
    /// <param name="groups">The numbers of its groups.</param>
    public static (PatternPart? Part, PatternFault? Fault, IReadOnlySet<string> Peculiar) Read(string text, int[] groups)
    {
        var reader = new PatternReader(text, groups);
        var part = reader.Choice(depth: 0);
        return reader._fault is { } fault ? (null, fault, reader._peculiar)
            : reader._at < text.Length ? (null, PatternFault.Other(), reader._peculiar)
            : (part, null, reader._peculiar);
    }

    // Up to the bracket that closes the group, or the end. Options that are set in a group end with it.
    private PatternPart Choice(int depth)
    {
        if (depth > MaxDepth)
        {
            return Refuse(PatternFault.TooDeep());
        }

        var options = _options;
        var (choices, sequence) = (new List<PatternPart>(), new List<PatternPart>());
        for (SkipBlanks(); _at < _text.Length && _text[_at] != ')'; SkipBlanks())
        {
            if (Take("|"))
            {
                choices.Add(new PatternPart.Sequence(sequence));
                sequence = [];
            }
            else
            {
                sequence.Add(Repeated(Single(depth)));
            }
        }

        _options = options;
        var last = new PatternPart.Sequence(sequence);
        return choices.Count == 0 ? last : new PatternPart.Choice([.. choices, last]);
    }

    private PatternPart Single(int depth)
    {
        var character = _text[_at++];
        return character switch
        {
            '(' => Group(depth),
            '[' => Class(),
            '\\' => Escape(),
            '.' => Met(new PatternPart.One(_options.DotIsAll ? "(?s:.)" : "."), "."),
            '^' => new PatternPart.Assertion(_options.ManyLines ? PatternPosition.LineStart : PatternPosition.Start),
            '$' => Met(new PatternPart.Assertion(_options.ManyLines ? PatternPosition.LineEnd : PatternPosition.LastLineEnd), "$"),
            _ => Of(Regex.Escape(character.ToString())),
        };
    }

    private readonly PatternPart Met(PatternPart part, string written)
    {
        _ = _peculiar.Add(written);
        return part;
    }

    private PatternPart Group(int depth)
    {
        if (!Take("?"))
        {
            return Closed(Choice(depth + 1));
        }

        if (Fault() is { } fault)
        {
            return Refuse(fault);
        }

        if (Take("<") || Take("'"))
        {
            var end = _text.AsSpan(_at).IndexOfAny(">'");
            var name = _text.AsSpan(_at, end);
            if (name.Contains('-'))
            {
                return Refuse(PatternFault.Balancing($"(?<{name}>"));
            }

            _at += end + 1;
            _ = _peculiar.Add("(?<name>");
            return Closed(Choice(depth + 1));
        }

        var start = _at;
        var options = _options;
        SetOptions();
        if (_at > start)
        {
            _ = _peculiar.Add($"(?{_text[start.._at]})");
        }

        if (Take(")"))
        {
            return new PatternPart.Nothing();
        }

        _ = Take(":");
        var part = Closed(Choice(depth + 1));
        _options = options;
        return part;
    }

    // After the question mark.
    private readonly PatternFault? Fault() => _text.AsSpan(_at) switch
    {
        ['=', ..] => PatternFault.LooksAhead("(?="),
        ['!', ..] => PatternFault.LooksAhead("(?!"),
        ['<', '=', ..] => PatternFault.LooksBehind("(?<="),
        ['<', '!', ..] => PatternFault.LooksBehind("(?<!"),
        ['>', ..] => PatternFault.Atomic(),
        ['(', ..] => PatternFault.Conditional(),
        _ => null,
    };

    private void SetOptions()
    {
        for (var isOn = true; _at < _text.Length && _text[_at] is not (':' or ')'); _at++)
        {
            isOn = _text[_at] switch { '-' => false, '+' => true, _ => isOn };
            _options = _options.With(_text[_at], isOn);
        }
    }

    private PatternPart Closed(PatternPart part) => Take(")") || _fault is not null ? part : Refuse(PatternFault.Other());

    // It ends with the first bracket after which .NET sees a whole class.
    private PatternPart Class()
    {
        var (start, taken) = (_at - 1, 0);
        while (_at < _text.Length)
        {
            var character = _text[_at++];
            if (character == '\\')
            {
                MeetEscape(_text[_at++]);
            }
            else if (character == ']')
            {
                if (PatternClass.IsWhole(_text[start.._at]))
                {
                    return Class(start);
                }

                if (++taken > MaxTaken)
                {
                    return Refuse(PatternFault.TooManyTaken());
                }
            }
        }

        return Refuse(PatternFault.Other());
    }

    private readonly PatternPart.One Class(int start)
    {
        var text = _text[start.._at];
        _peculiar.UnionWith(PatternClass.Peculiar(text));
        return Of(text);
    }

    private readonly void MeetEscape(char letter)
    {
        if (letter is 'A' or 'Z' or 'z' or 'p' or 'P' or 'c' or 'e' or 'a' or 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'b' or 'B')
        {
            // The pattern's \Z was translated into \z.
            _ = _peculiar.Add($"\\{(letter == 'z' ? 'Z' : letter)}");
        }
    }

    // After the backslash, behind which .NET has found something.
    private PatternPart Escape()
    {
        var start = _at - 1;
        var letter = _text[_at++];
        MeetEscape(letter);
        switch (letter)
        {
            case 'A':
                return new PatternPart.Assertion(PatternPosition.Start);
            case 'Z':
                return new PatternPart.Assertion(PatternPosition.LastLineEnd);
            case 'z':
                return new PatternPart.Assertion(PatternPosition.End);
            case 'b' or 'B':
                return new PatternPart.Assertion(PatternPosition.WordEdge, Negated: letter == 'B');
            case 'G':
                return Refuse(PatternFault.Contiguous());
            case 'k':
                return Refuse(PatternFault.RefersBack("\\k"));
            case >= '0' and <= '9':
                return Number(start);
            default:
                _at += letter switch
                {
                    'x' => HexDigits,
                    'u' => UnicodeDigits,
                    'c' => 1,
                    'p' or 'P' => _text.AsSpan(_at).IndexOf('}') + 1,
                    _ => 0,
                };
                return Of(_text[start.._at]);
        }
    }

    // A group, if there is one of that number; otherwise the code of a character, to the base of eight.
    private PatternPart Number(int start)
    {
        var digits = _text.AsSpan(start + 1);
        digits = digits[..(digits.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : digits.Length)];
        if (digits[0] != '0' && Number(digits) is { } group && Array.IndexOf(_groups, group) >= 0)
        {
            return Refuse(PatternFault.RefersBack($"\\{digits}"));
        }

        _at = start + 1;
        while (_at < _text.Length && _at <= start + OctalDigits && _text[_at] is >= '0' and <= '7')
        {
            _at++;
        }

        return Of(_text[start.._at]);
    }

    private readonly PatternPart.One Of(string kind) => new(_options.AnyCase ? $"(?i:{kind})" : kind);

    private PatternPart Repeated(PatternPart part)
    {
        SkipBlanks();
        var (least, most) = (1, (int?)1);
        switch (_at < _text.Length ? _text[_at] : default)
        {
            case '*':
                (least, most) = (0, null);
                break;
            case '+':
                (least, most) = (1, null);
                break;
            case '?':
                (least, most) = (0, 1);
                break;
            case '{' when Bounds(out var length) is var (from, to):
                (least, most) = (from, to);
                _at += length - 1;
                break;
            default:
                return part;
        }

        _at++;
        SkipBlanks();
        _ = Take("?");
        return new PatternPart.Repeat(part, least, most);
    }

    private readonly (int Least, int? Most)? Bounds(out int length)
    {
        var rest = _text.AsSpan(_at + 1);
        var end = rest.IndexOf('}');
        length = end + 2;
        if (end <= 0 || rest[..end].ContainsAnyExcept(s_inBounds))
        {
            return null;
        }

        var comma = rest[..end].IndexOf(',');
        if (comma == 0)
        {
            _ = _peculiar.Add("{,");
        }

        return comma < 0 ? Number(rest[..end]) is { } exactly ? (exactly, exactly) : null
            : Number(rest[..comma]) is not { } least ? null
            : comma == end - 1 ? (least, null)
            : Number(rest[(comma + 1)..end]) is { } most ? (least, most)
            : null;
    }

    private static int? Number(ReadOnlySpan<char> digits)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            var rest = _text.AsSpan(_at);
            if (rest.StartsWith("(?#"))
            {
                _at += rest.IndexOf(')') + 1;
                _ = _peculiar.Add("(?#");
            }
            else if (_options.SkipsBlanks && rest[0] is (' ' or '\t' or '\n' or '\f' or '\r'))
            {
                _at++;
            }
            else if (_options.SkipsBlanks && rest[0] == '#')
            {
                _at = rest.IndexOf('\n') is var end and >= 0 ? _at + end : _text.Length;
            }
            else
            {
                return;
            }
        }
    }

    private bool Take(string wanted)
    {
        if (string.CompareOrdinal(_text, _at, wanted, 0, wanted.Length) != 0)
        {
            return false;
        }

        _at += wanted.Length;
        return true;
    }

    private PatternPart.Nothing Refuse(PatternFault fault)
    {
        _fault ??= fault;
        _at = _text.Length;
        return new PatternPart.Nothing();
    }
}
