namespace ExperimentAdmin.App.Shell.Server;

/// <summary>What browsers are told not to do for our pages, whoever asks them to.</summary>
internal static class SecurityHeaders
{
    // Styles may stand in attributes: bars and drawn parts have computed sizes. Scripts come from files alone.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // None of them is needed here, so none can be asked for by whatever gets into a page.
    private const string DeviceFeatures =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), "
        + "midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        Add(context.Response.Headers);

        // And again with the first byte: whoever answers for a failure begins with an empty answer.
        context.Response.OnStarting(() =>
        {
            Add(context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Adds those that are not there.</summary>
    public static void Add(IHeaderDictionary headers)
    {
        _ = headers.TryAdd("Content-Security-Policy", ContentPolicy);
        _ = headers.TryAdd("X-Content-Type-Options", "nosniff");
        _ = headers.TryAdd("Referrer-Policy", "same-origin"); // A link for a password never leaves in a referrer.
        _ = headers.TryAdd("Permissions-Policy", DeviceFeatures);
        _ = headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin"); // A page that opens ours has no hold on its window.
    }
}
