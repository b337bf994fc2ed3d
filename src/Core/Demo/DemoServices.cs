using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Demo;

internal static class DemoServices
{
    /// <summary>What fills the demo workspace.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddSingleton<DemoWorkspace>();
}
