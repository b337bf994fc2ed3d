using System.IO.Pipelines;

namespace ExperimentAdmin.App.Delivery;

/// <summary>Reads the body of a request, up to a bound.</summary>
internal static class DeliveryBody
{
    /// <summary>The largest body, in bytes.</summary>
    public const int Largest = 512 * 1024;

    /// <summary>Reads all of it; null when it is larger than <see cref="Largest"/>. The reader has to be told when it was looked at.</summary>
    public static ValueTask<ReadResult?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > Largest)
        {
            return ValueTask.FromResult<ReadResult?>(null);
        }

        // Small bodies come with their head: then nobody waits, and no token is made for it.
        var reader = http.Request.BodyReader;
        if (!reader.TryRead(out var result))
        {
            return ReadOnAsync(http, reader);
        }

        if (result.IsCompleted && result.Buffer.Length <= Largest)
        {
            return ValueTask.FromResult<ReadResult?>(result);
        }

        reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        return ReadOnAsync(http, reader);
    }

    private static async ValueTask<ReadResult?> ReadOnAsync(HttpContext http, PipeReader reader)
    {
        while (true)
        {
            var result = await reader.ReadAsync(http.RequestAborted);
            if (result.Buffer.Length > Largest)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                return result;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
