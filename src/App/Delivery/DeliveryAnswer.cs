using System.IO.Compression;
using ExperimentAdmin.Core.Serving.Wire;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Delivery;

/// <summary>Writes answers: with their length, and compressed where that pays and the caller takes it.</summary>
internal static class DeliveryAnswer
{
    private const string Json = "application/json";
    private const string Brotli = "br";
    private const string Gzip = "gzip";
    private const string Plain = "identity";
    private const string AnyOther = "*";

    // Smaller ones are sent sooner than they are compressed.
    private const int WorthCompressing = 16 * 1024;

    /// <summary>Writes bytes as they are.</summary>
    public static Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.ContentType = Json;
        response.ContentLength = body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        var written = response.BodyWriter.WriteAsync(body, CancellationToken.None);
        if (!written.IsCompletedSuccessfully)
        {
            return written.AsTask();
        }

        _ = written.Result; // What is not fetched does not go back to the pool that it came from.
        return Task.CompletedTask;
    }

    /// <summary>Writes what was prepared, in the form that the caller likes best.</summary>
    public static Task WriteAsync(HttpContext http, PreparedBody body)
    {
        if (body.Plain.Length < WorthCompressing)
        {
            return WriteAsync(http, body.Plain);
        }

        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var encoding = Encoding(http.Request);
        if (encoding is null)
        {
            return WriteAsync(http, body.Plain);
        }

        http.Response.Headers.ContentEncoding = encoding;
        return WriteAsync(http, encoding == Brotli ? body.Brotli : body.Gzip);
    }

    /// <summary>Writes what was put together for this one request.</summary>
    public static async Task WriteAsync(HttpContext http, AnswerBuffer body)
    {
        if (body.Written.Length < WorthCompressing)
        {
            await WriteAsync(http, body.Written);
            return;
        }

        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (Encoding(http.Request) is not { } encoding)
        {
            await WriteAsync(http, body.Written);
            return;
        }

        using var compressed = new MemoryStream(WorthCompressing);
        await using (Stream stream = encoding == Brotli
            ? new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(body.Written.Span);
        }

        http.Response.Headers.ContentEncoding = encoding;
        await WriteAsync(http, compressed.GetBuffer().AsMemory(0, (int)compressed.Length));
    }

    private static string? Encoding(HttpRequest request)
    {
        if (request.Headers.AcceptEncoding.Count == 0
            || !StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
        {
            return null;
        }

        var (brotli, gzip) = (Quality(accepted, Brotli) ?? 0, Quality(accepted, Gzip) ?? 0);
        var best = Math.Max(brotli, gzip);

        // Who says nothing of the plain form takes it where there is no other.
        return best == 0 || best < Quality(accepted, Plain) ? null
            : brotli == best ? Brotli
            : Gzip;
    }

    private static double? Quality(IList<StringWithQualityHeaderValue> accepted, string encoding)
    {
        var value = Named(encoding) ?? (encoding == Plain ? null : Named(AnyOther));
        return value is null ? null : value.Quality ?? 1;

        StringWithQualityHeaderValue? Named(string name)
            => accepted.FirstOrDefault(entry => entry.Value.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
