using System.Text.Json;
using System.Text.Unicode;
using ExperimentAdmin.App.Shell.Api.Refusals;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>The body of a request: a JSON object, a list, or a file.</summary>
internal static class WireBody
{
    /// <summary>The largest body, in bytes: the longest flag value of many overrides fits.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>Under which name a list is held that is the whole body.</summary>
    public const string Items = "items";

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = JsonFault.Deepest };

    /// <summary>Reads the body; an empty one is an empty object.</summary>
    /// <returns>The object and its bytes, or a refusal in the caller's shape.</returns>
    public static async Task<(WireObject? Body, byte[] Bytes, IResult? Refusal)> ReadObjectAsync(HttpContext http)
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
        var (element, bytes, refusal) = await ParseAsync(http);
        if (element is not { } value)
        {
            return (null, [], refusal);
        }

        if (IsEmpty(bytes))
        {
            return (null, [], ApiErrors.Of(http, StatusCodes.Status400BadRequest, new Error.Invalid("body_missing", "The body is empty: send a list.")));
        }

        var body = new WireObject(JsonElement.Parse(
            $"{{\"{Items}\":{value.GetRawText()}}}", new JsonDocumentOptions { MaxDepth = JsonFault.Deepest + 1 }));
        return (body, body.Objects(Items, required: true, most) ?? [], null);
    }

    /// <summary>Reads a body that is a file.</summary>
    /// <param name="http">The request.</param>
    /// <param name="types">What it may be said to be.</param>
    /// <returns>Its bytes, or a refusal in the caller's shape.</returns>
    public static async Task<(byte[]? Bytes, IResult? Refusal)> ReadFileAsync(HttpContext http, IReadOnlyCollection<string> types)
        => await ReadAsync(http, request => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase));

    private static async Task<(byte[]? Bytes, IResult? Refusal)> ReadAsync(HttpContext http, Func<HttpRequest, bool> isRead)
    {
        if (WhyNotRead(http.Request, isRead) is { } unread)
        {
            return (null, ApiErrors.Of(http, StatusCodes.Status415UnsupportedMediaType, unread));
        }

        try
        {
            return await BytesAsync(http) is { } bytes
                ? (bytes, null)
                : (null, ApiErrors.Of(http, StatusCodes.Status413PayloadTooLarge, new Error.Invalid(
                    "body_too_large", $"The body is larger than {Largest:N0} bytes.")));
        }
        catch (BadHttpRequestException broken)
        {
            return (null, ApiErrors.Of(http, broken.StatusCode, new Error.Invalid(
                "body_unreadable", $"The body could not be read: {broken.Message.TrimEnd('.')}.")));
        }
    }

    private static async Task<(JsonElement? Element, byte[] Bytes, IResult? Refusal)> ParseAsync(HttpContext http)
    {
        var (bytes, refusal) = await ReadAsync(http, IsJson);
        if (bytes is null)
        {
            return (null, [], refusal);
        }

        return IsEmpty(bytes) ? (JsonElement.Parse("{}"u8), bytes, null)
            : TryParse(bytes, out var element) is { } fault ? (null, bytes, ApiErrors.Of(http, StatusCodes.Status400BadRequest, new Error.Invalid(fault.Code, fault.Sentence)))
            : (element, bytes, null);
    }

    private static JsonFault? TryParse(byte[] bytes, out JsonElement element)
    {
        element = default;
        if (!Utf8.IsValid(bytes))
        {
            return JsonFault.Of(bytes);
        }

        try
        {
            element = JsonElement.Parse(bytes, s_options);
            return JsonFault.OfNames(bytes);
        }
        catch (JsonException)
        {
            return JsonFault.Of(bytes);
        }
    }

    private static bool IsEmpty(byte[] bytes) => bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty;

    // What a body is said to be that nobody here reads.
    private static Error.Invalid? WhyNotRead(HttpRequest request, Func<HttpRequest, bool> isRead)
        => request.ContentLength is 0 ? null
            : Compression(request) is { } how ? new Error.Invalid("body_compressed", BodyCompressed(how))
            : request.ContentType is { Length: > 0 } type && !isRead(request)
                ? new Error.Invalid("unsupported_media_type", $"Unsupported media type \"{(type.Length <= 100 ? type : type[..100])}\" in request.")
                : null;

    /// <summary>How a request says that its body is compressed; null for one that does not.</summary>
    public static string? Compression(HttpRequest request)
        => request.Headers.ContentEncoding.ToString().Trim() is { Length: > 0 } how && !how.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? how.Length <= 100 ? how : how[..100]
            : null;

    /// <summary>Says of a body that it is compressed.</summary>
    public static string BodyCompressed(string how)
        => $"The body is compressed (Content-Encoding: {how}), and only bodies that are not are read: send it as it is, without that header.";

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
