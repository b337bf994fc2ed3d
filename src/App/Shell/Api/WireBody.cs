using System.Text.Json;
using System.Text.Unicode;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>The body of a request as a JSON object.</summary>
internal static class WireBody
{
    /// <summary>The largest body, in bytes: the longest flag value of many overrides fits.</summary>
    public const int Largest = 1024 * 1024;

    private const int Deepest = 64;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = Deepest };

    /// <summary>Reads the body; an empty one is an empty object.</summary>
    /// <returns>The object and its bytes, or a refusal in the caller's shape.</returns>
    public static async Task<(WireObject? Body, byte[] Bytes, IResult? Refusal)> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength is not 0 && http.Request.ContentType is { Length: > 0 } type && !IsJson(http.Request))
        {
            return (null, [], ApiErrors.Of(http, StatusCodes.Status415UnsupportedMediaType, new Error.Invalid(
                "unsupported_media_type", $"Unsupported media type \"{(type.Length <= 100 ? type : type[..100])}\" in request.")));
        }

        var bytes = await BytesAsync(http);
        if (bytes is null)
        {
            return (null, [], ApiErrors.Of(http, StatusCodes.Status413PayloadTooLarge, new Error.Invalid(
                "body_too_large", $"The body is larger than {Largest:N0} bytes.")));
        }

        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return (new WireObject(JsonElement.Parse("{}"u8)), bytes, null);
        }

        try
        {
            var element = Utf8.IsValid(bytes) ? JsonElement.Parse(bytes, s_options) : throw new JsonException("The text is not UTF-8.");
            if (element.ValueKind is JsonValueKind.Object)
            {
                return (new WireObject(element), bytes, null);
            }

            var whole = new WireObject(element);
            whole.Refuse(WireSentences.NotAnObject(element));
            return (null, bytes, ApiErrors.Of(http, whole));
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
