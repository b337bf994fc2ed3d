using ExperimentAdmin.App.Shell.Logs;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>Lets the first person in: by configuration, or by a link that the start prints while nobody is there.</summary>
internal static partial class SetUpStart
{
    /// <exception cref="StartFailureException">The administrator that configuration names could not be made.</exception>
    public static async Task OfferSetUpAsync(this WebApplication app)
    {
        if (app.Services.GetService<BootstrapOptions>() is { } bootstrap)
        {
            await BootstrapAsync(app, bootstrap);
        }

        var link = app.Services.GetRequiredService<SetUpLink>();
        if (await link.IsNeededAsync(app.Lifetime.ApplicationStopping))
        {
            app.Lifetime.ApplicationStarted.Register(() => app.Say(
                $"Nobody is set up yet. Open this link to begin; it works until somebody has: {app.Root()}setup?token={link.Create()}"));
        }
    }

    private static async Task BootstrapAsync(WebApplication app, BootstrapOptions bootstrap)
    {
        var made = await app.Services.GetRequiredService<SetUpInstance>().BootstrapAsync(bootstrap, app.Lifetime.ApplicationStopping);
        if (made.Error is { } refused)
        {
            throw new StartFailureException(refused.Field == "password"
                ? $"Bootstrap:AdminPassword cannot be used. {refused.Message}"
                : $"The administrator of Bootstrap:AdminEmail could not be made: {refused.Message}");
        }

        if (!made.Value)
        {
            LogIgnored(app.Logger);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Bootstrap:AdminEmail and Bootstrap:AdminPassword are ignored, since somebody is there already: remove them. A forgotten password is replaced with --reset-password.")]
    private static partial void LogIgnored(ILogger logger);
}
