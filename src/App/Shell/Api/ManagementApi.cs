using ExperimentAdmin.App.Features.Account.Api;
using ExperimentAdmin.App.Features.Audit.Api;
using ExperimentAdmin.App.Features.Experiments.Api;
using ExperimentAdmin.App.Features.Flags.Api;
using ExperimentAdmin.App.Features.People.Api;
using ExperimentAdmin.App.Features.Projects.Api;
using ExperimentAdmin.App.Features.Retention.Api;
using ExperimentAdmin.App.Features.Segments.Api;
using ExperimentAdmin.App.Features.Settings.Api;
using ExperimentAdmin.App.Shell.Api.Description;
using Microsoft.AspNetCore.Authorization;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>The management API: what it is made of, and its routes.</summary>
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

    /// <summary>All routes, by the features that they belong to.</summary>
    public static void MapManagementApi(this IEndpointRouteBuilder routes)
    {
        routes.MapApiDescription();
        routes.MapCallerApi();
        routes.MapAuditApi();
        routes.MapExperimentApi();
        routes.MapFlagApi();
        routes.MapPeopleApi();
        routes.MapEnvironmentsApi();
        routes.MapProjectsApi();
        routes.MapRetentionApi();
        routes.MapSegmentApi();
        routes.MapEnvironmentKeysApi();
        routes.MapManagementKeysApi();
        routes.MapMembersApi();
        routes.MapWrongMethods();
    }
}
