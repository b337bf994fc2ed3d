using System.Text.Json;
using System.Text.Unicode;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>The body of a request as a JSON object.</summary>
internal static class WireBody
{
    /// <summary>The largest body, in bytes: the longest flag value of many overrides fits.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>Under which name a list is held that is the whole body.</summary>
    public const string Items = "items";

    private const int Deepest = 64;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = Deepest };

    /// <summary>Reads the body; an empty one is an empty object.</summary>
    /// <returns>The object and its bytes, or a refusal in the caller's shape.</returns>
    public static async Task<(WireObject? Body, byte[] Bytes, IResult? Refusal)> ReadAsync(HttpContext http)
    {
        var (element, bytes, refusal) = await ParseAsync(http);
        if (element is not { } value)
        {
            return (null, bytes, refusal);
        }

        var body = new WireObject(value);
        if (value.ValueKind is JsonValueKind.Object)
        {
            return (body, bytes, null);
        }

        body.Refuse(WireSentences.NotAnObject(value));
        return (null, bytes, ApiErrors.Of(http, body));
    }

    /// <summary>Reads a body that is a list of objects.</summary>
    /// <param name="http">The request.</param>
    /// <param name="most">The most items.</param>
    /// <returns>
    /// The items, and an object that holds them as its only member <see cref="Items"/> and knows what was wrong with them; or
    /// a refusal in the caller's shape.
    /// </returns>
    public static async Task<(WireObject? Body, IReadOnlyList<WireObject> Items, IResult? Refusal)> ReadListAsync(HttpContext http, int most)
    {
        var (element, _, refusal) = await ParseAsync(http);
        if (element is not { } value)
        {
            return (null, [], refusal);
        }

        var body = new WireObject(JsonElement.Parse($"{{\"{Items}\":{value.GetRawText()}}}", new JsonDocumentOptions { MaxDepth = Deepest + 1 }));
        return (body, body.Objects(Items, required: true, most) ?? [], null);
    }

    private static async Task<(JsonElement? Element, byte[] Bytes, IResult? Refusal)> ParseAsync(HttpContext http)
    {
        if (http.Request.ContentLength is not 0 && http.Request.ContentType is { Length: > 0 } type && !IsJson(http.Request))
        {
            return (null, [], ApiErrors.Of(http, StatusCodes.Status415UnsupportedMediaType, new Error.Invalid(
                "unsupported_media_type", $"Unsupported media type \"{(type.Length <= 100 ? type : type[..100])}\" in request.")));
        }

        byte[]? bytes;
        try
        {
            bytes = await BytesAsync(http);
        }
        catch (BadHttpRequestException unread)
        {
            return (null, [], ApiErrors.Of(http, unread.StatusCode, new Error.Invalid(
                "body_unreadable", $"The body could not be read: {unread.Message.TrimEnd('.')}.")));
        }

        if (bytes is null)
        {
            return (null, [], ApiErrors.Of(http, StatusCodes.Status413PayloadTooLarge, new Error.Invalid(
                "body_too_large", $"The body is larger than {Largest:N0} bytes.")));
        }

        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return (JsonElement.Parse("{}"u8), bytes, null);
        }

        try
        {
            return (Utf8.IsValid(bytes) ? JsonElement.Parse(bytes, s_options) : throw new JsonException("The text is not UTF-8."), bytes, null);
        }
        catch (JsonException malformed)
        {
            return (null, bytes, ApiErrors.Of(http, StatusCodes.Status400BadRequest, new Error.Invalid(
                "malformed_json", $"JSON parse error - {malformed.Message}")));
        }
    }

    private static bool IsJson(HttpRequest request)
        => request.HasJsonContentType();

    // Null for one that is too large, also when it did not say so.
    private static async Task<byte[]?> BytesAsync(HttpContext http)
    {
        if (http.Request.ContentLength > Largest)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > Largest)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }
}
