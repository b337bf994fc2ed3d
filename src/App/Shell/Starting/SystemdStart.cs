using Microsoft.Extensions.Hosting.Systemd;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>
/// Tells systemd, where it is what started the process and wants to know (<c>Type=notify</c>), when the application answers and when it
/// stops: whoever starts the unit then learns whether that went well.
/// </summary>
internal static class SystemdStart
{
    public static void TellSystemd(this WebApplication app)
    {
        var notifier = new SystemdNotifier();
        if (notifier.IsEnabled)
        {
            app.Lifetime.ApplicationStarted.Register(() => notifier.Notify(ServiceState.Ready));
            app.Lifetime.ApplicationStopping.Register(() => notifier.Notify(ServiceState.Stopping));
        }
    }
}
