using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>
/// Reads a JSONPath (RFC 9535) that is a chain of names: <c>$.identity.traits['plan']</c>. Other paths lead to nothing
/// that a condition could ask about and count as not valid.
/// </summary>
internal ref struct PropertyPath
{
    private const char FirstBeyondAscii = '\u0080';
    private const int UnicodeDigits = 4;

    private ReadOnlySpan<char> _rest;

    private PropertyPath(ReadOnlySpan<char> rest) => _rest = rest;

    /// <summary>The names in order, or null when the text is not such a path.</summary>
    public static IReadOnlyList<string>? TryParse(string text)
    {
        if (!text.StartsWith('$'))
        {
            return null;
        }

        var reader = new PropertyPath(text.AsSpan(1));
        var names = new List<string>();
        while (!reader._rest.IsEmpty)
        {
            reader.SkipBlanks();
            if ((reader.Take('.') ? reader.DotName() : reader.Take('[') ? reader.BracketName() : null) is not { } name)
            {
                return null;
            }

            names.Add(name);
        }

        return names;
    }

    private string? DotName()
    {
        var length = 0;
        while (length < _rest.Length && (IsFirst(_rest[length]) || (length > 0 && char.IsAsciiDigit(_rest[length]))))
        {
            length++;
        }

        var name = length == 0 ? null : _rest[..length].ToString();
        _rest = _rest[length..];
        return name;
    }

    private string? BracketName()
    {
        SkipBlanks();
        var quote = Take('\'') ? '\'' : Take('"') ? '"' : default;
        if (quote == default || Quoted(quote) is not { } name)
        {
            return null;
        }

        SkipBlanks();
        return Take(']') ? name : null;
    }

    private string? Quoted(char quote)
    {
        var name = new StringBuilder();
        while (!_rest.IsEmpty)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            if (next == quote)
            {
                return name.ToString();
            }

            if (next < ' ' || (next == '\\' && !Escape(quote, out next)))
            {
                return null;
            }

            name.Append(next);
        }

        return null;
    }

    private bool Escape(char quote, out char meant)
    {
        meant = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        var letter = _rest[0];
        _rest = _rest[1..];
        meant = letter switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '/' or '\\' => letter,
            _ when letter == quote => letter,
            _ => default,
        };
        return meant != default || (letter == 'u' && Unicode(out meant));
    }

    private bool Unicode(out char meant)
    {
        meant = default;
        if (_rest.Length < UnicodeDigits
            || !ushort.TryParse(_rest[..UnicodeDigits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return false;
        }

        meant = (char)code;
        _rest = _rest[UnicodeDigits..];
        return true;
    }

    private bool Take(char wanted)
    {
        if (_rest.IsEmpty || _rest[0] != wanted)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private void SkipBlanks() => _rest = _rest.TrimStart(" \t\r\n");

    private static bool IsFirst(char character) => char.IsAsciiLetter(character) || character is '_' or >= FirstBeyondAscii;
}
