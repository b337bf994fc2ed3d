using System.Globalization;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Shell;

/// <summary>Says in the head of an answer that a request came too often, and when it may come again.</summary>
internal static class TooMany
{
    /// <summary>The status 429 and <c>Retry-After</c>, when that is what the refusal is; else nothing.</summary>
    public static void Say(HttpContext http, Error? refusal)
    {
        if (refusal is Error.Limited limited)
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = Seconds(limited).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>How long to wait, in whole seconds; at least one.</summary>
    public static int Seconds(Error.Limited refusal) => Math.Max(1, (int)Math.Ceiling(refusal.RetryAfter.TotalSeconds));
}
