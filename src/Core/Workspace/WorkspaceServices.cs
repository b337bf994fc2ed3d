using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Workspace;

internal static class WorkspaceServices
{
    /// <summary>Projects, environments and their keys.</summary>
    public static IServiceCollection AddWorkspace(this IServiceCollection services)
    {
        services.AddSingleton<WorkspaceReads>();
        services.AddSingleton<SettingsReads>();
        services.AddSingleton<CreateProject>();
        services.AddSingleton<EditProject>();
        services.AddSingleton<DeleteProject>();
        services.AddSingleton<CreateEnvironment>();
        services.AddSingleton<EditEnvironment>();
        services.AddSingleton<SwitchVersioning>();
        services.AddSingleton<ArchiveEnvironment>();
        services.AddSingleton<DeleteEnvironment>();
        services.AddSingleton<CreateEnvironmentKey>();
        services.AddSingleton<RotateEnvironmentKey>();
        services.AddSingleton<RevokeEnvironmentKey>();
        services.AddSingleton<SetUpLink>();
        services.AddSingleton<SetUpInstance>();
        return services;
    }
}
