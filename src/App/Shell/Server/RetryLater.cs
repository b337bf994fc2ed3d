using System.Globalization;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>Says in the head of an answer that a request may come again, and when: it came too often, or the database is away.</summary>
internal static class RetryLater
{
    /// <summary>The status 429 or 503 and <c>Retry-After</c>, when that is what the refusal is; else nothing.</summary>
    public static void Say(HttpContext http, Error? refusal)
    {
        (int Status, TimeSpan Wait)? later = refusal switch
        {
            Error.Limited limited => (StatusCodes.Status429TooManyRequests, limited.RetryAfter),
            Error.Unavailable unavailable => (StatusCodes.Status503ServiceUnavailable, unavailable.RetryAfter),
            _ => null,
        };
        if (later is var (status, wait))
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>How long to wait, in whole seconds; at least one.</summary>
    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
