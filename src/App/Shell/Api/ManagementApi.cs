using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using Microsoft.AspNetCore.Authorization;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>What the routes of the management API share. They belong to the features.</summary>
internal static class ManagementApi
{
    public static IServiceCollection AddManagementApi(this IServiceCollection services, ApiOptions options)
    {
        services.AddScoped<ApiCall>();
        services.AddApiLimits(options);
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ApiMisses>();
        return services;
    }
}
