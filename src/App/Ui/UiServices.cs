using ExperimentAdmin.App.Ui.Feedback;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor;
using MudBlazor.Services;

namespace ExperimentAdmin.App.Ui;

internal static class UiServices
{
    /// <summary>What the parts of this folder need, for each open page.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
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
