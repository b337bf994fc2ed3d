using System.Text.Json;
using System.Text.Unicode;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>
/// Why a body cannot be read as JSON. The reader knows only that it cannot: what is wrong is found out here, so that nobody looks
/// for a fault of another kind.
/// </summary>
/// <param name="Code">Stable, for scripts.</param>
/// <param name="Sentence">What is wrong, and where.</param>
internal sealed record JsonFault(string Code, string Sentence)
{
    /// <summary>How many objects and lists may lie in each other.</summary>
    public const int Deepest = 64;

    private const string Malformed = "malformed_json";

    /// <summary>Finds out why a body was not read.</summary>
    public static JsonFault Of(ReadOnlySpan<byte> body)
        => OfBytes(body) is { } bytes ? new JsonFault(Malformed, $"JSON parse error - {bytes}.")
            : Walk(body, new JsonReaderOptions { MaxDepth = int.MaxValue }) is { } walk ? OfWhole(walk)
            : new JsonFault(Malformed, $"JSON parse error - {OfGrammar(body)}.");

    /// <summary>What is wrong with a body that was read: a member whose name is no text. Null when nothing is.</summary>
    public static JsonFault? OfNames(ReadOnlySpan<byte> body)
        => body.IndexOf("\\u"u8) >= 0 && Walk(body, new JsonReaderOptions { MaxDepth = Deepest }) is { HalfInName: { } position } ? HalfPair(position) : null;

    private static JsonFault OfWhole(Whole walk)
        => walk.Depth > Deepest
            ? new JsonFault("too_deep", $"The body is JSON, but its objects and lists lie more than {Deepest} deep in each other: nest them less.")
            : walk.Half is { } position ? HalfPair(position)
            : new JsonFault(Malformed, "The body cannot be read.");

    private static JsonFault HalfPair(string position)
        => new("half_character", $"The text at {position} holds half of a surrogate pair, which is no character: send both halves, or the character itself.");

    // What is wrong before anybody asks for JSON.
    private static string? OfBytes(ReadOnlySpan<byte> body)
        => body.Trim(" \t\r\n"u8).IsEmpty ? "the body is empty"
            : body.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? "the body is compressed; send it as it is"
            : body.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? "the body begins with a byte order mark; send it without one"
            : IsWide(body) ? "the body is in UTF-16 or UTF-32; send it in UTF-8"
            : Utf8.IsValid(body) ? null
            : "the body is not in UTF-8";

    private static bool IsWide(ReadOnlySpan<byte> body)
        => body.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || body.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])
            || (body.Length > 1 && (body[0] == 0 || body[1] == 0));

    private static string OfGrammar(ReadOnlySpan<byte> body)
    {
        if (Reads(body, JsonCommentHandling.Skip, commas: false))
        {
            return "comments are no JSON; leave them out";
        }

        if (Reads(body, JsonCommentHandling.Disallow, commas: true))
        {
            return "a comma stands before the end of an object or a list; leave it out";
        }

        if (Reads(body, JsonCommentHandling.Skip, commas: true))
        {
            return "comments, and commas before the end of an object or a list, are no JSON; leave them out";
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
            }

            return "the body is not JSON";
        }
        catch (JsonException fault)
        {
            var (line, column) = ((int)(fault.LineNumber ?? 0), (int)(fault.BytePositionInLine ?? 0));
            var at = Offset(body, line) + column;
            return at >= body.TrimEnd(" \t\r\n"u8).Length
                ? "the body ends before it is complete"
                : $"what stands at {Position(line, column)} is no JSON there";
        }
    }

    private static bool Reads(ReadOnlySpan<byte> body, JsonCommentHandling comments, bool commas)
        => Walk(body, new JsonReaderOptions { MaxDepth = int.MaxValue, CommentHandling = comments, AllowTrailingCommas = commas }) is not null;

    // Null for what the reader refuses.
    private static Whole? Walk(ReadOnlySpan<byte> body, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(body, options);
        var (depth, half, name) = (0, (string?)null, (string?)null);
        try
        {
            while (reader.Read())
            {
                depth = Math.Max(depth, reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0));
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
                {
                    var position = Position(body, (int)reader.TokenStartIndex);
                    half ??= position;
                    name ??= reader.TokenType is JsonTokenType.PropertyName ? position : null;
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return new Whole(depth, half, name);
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static int Offset(ReadOnlySpan<byte> body, int line)
    {
        var offset = 0;
        for (; line > 0 && body[offset..].IndexOf((byte)'\n') is >= 0 and var next; line--)
        {
            offset += next + 1;
        }

        return offset;
    }

    private static string Position(ReadOnlySpan<byte> body, int offset)
        => Position(body[..offset].Count((byte)'\n'), offset - 1 - body[..offset].LastIndexOf((byte)'\n'));

    // Counted from 0, and named from 1.
    private static string Position(int line, int column) => $"line {line + 1}, byte {column + 1}";

    /// <param name="Depth">How deep it is.</param>
    /// <param name="Half">Where the first text stands that is none; null for nowhere.</param>
    /// <param name="HalfInName">The same of names of members.</param>
    private sealed record Whole(int Depth, string? Half, string? HalfInName);
}
