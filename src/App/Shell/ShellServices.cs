using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Instance;

namespace ExperimentAdmin.App.Shell;

internal static class ShellServices
{
    /// <summary>What the frame needs, for each open page, and who may see what.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddSignIn();
        services.AddScoped<ShellScript>();
        services.AddScoped<LastLocation>();
        services.AddScoped<WorkspaceFinder>();
        services.AddTransient<InstanceGrant>();
        return services;
    }
}
