using ExperimentAdmin.App.Shell.Logs;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.UseCases;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Shell;

/// <summary>Lets the first person in: by configuration, or by a link that the start prints while nobody is there.</summary>
internal static class SetUpStart
{
    /// <exception cref="StartFailureException">The administrator that configuration names could not be made.</exception>
    public static async Task OfferSetUpAsync(this WebApplication app, BootstrapOptions? bootstrap)
    {
        var services = app.Services;
        var stopping = app.Lifetime.ApplicationStopping;
        if (bootstrap is not null
            && (await services.GetRequiredService<SetUpInstance>().BootstrapAsync(bootstrap, stopping)).Error is { } refused)
        {
            throw new StartFailureException(refused.Field == "password"
                ? $"Bootstrap:AdminPassword cannot be used. {refused.Message}"
                : $"The administrator of Bootstrap:AdminEmail could not be made: {refused.Message}");
        }

        var link = services.GetRequiredService<SetUpLink>();
        if (await link.IsNeededAsync(stopping))
        {
            app.Lifetime.ApplicationStarted.Register(() => app.Say(
                $"Nobody is set up yet. Open this link to begin; it works until somebody has: {app.Addresses().First()}/setup?token={link.Create()}"));
        }
    }
}
