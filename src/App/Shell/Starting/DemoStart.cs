using ExperimentAdmin.App.Shell.Logs;
using ExperimentAdmin.Core.Demo;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>Fills the demo workspace at the start and says how to get in.</summary>
internal static class DemoStart
{
    public static async Task OfferDemoAsync(this WebApplication app, DemoOptions options)
    {
        if (!options.Seed
            || !await app.Services.GetRequiredService<DemoWorkspace>().EnsureAsync(app.Lifetime.ApplicationStopping))
        {
            return;
        }

        app.Lifetime.ApplicationStarted.Register(() => app.Say(
            $"Demo sign-ins, all with the password {DemoPeople.Password}: {string.Join(", ", DemoPeople.All.Select(person => person.Email))}"));
    }
}
