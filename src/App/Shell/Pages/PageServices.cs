using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor;
using MudBlazor.Services;

namespace ExperimentAdmin.App.Shell.Pages;

internal static class PageServices
{
    /// <summary>What pages and their parts need, for each open one.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddMudServices(library => library.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight);
        services.AddScoped<PageConnection>();
        services.AddScoped<CircuitHandler>(page => page.GetRequiredService<PageConnection>());
        services.AddScoped<Browser>();
        services.AddScoped(typeof(ScriptOf<>));
        services.AddScoped<Toasts>();
        services.AddScoped<PageVisits>();
        services.AddSingleton<CatchUpLane>();
        services.AddSingleton<LogThrottle>();
        return services;
    }
}
