using ExperimentAdmin.App.Features.Account;
using ExperimentAdmin.App.Features.Account.Api;
using ExperimentAdmin.App.Features.Audit.Api;
using ExperimentAdmin.App.Features.Experiments.Api;
using ExperimentAdmin.App.Features.Flags.Api;
using ExperimentAdmin.App.Features.Flags.Variants;
using ExperimentAdmin.App.Features.People.Api;
using ExperimentAdmin.App.Features.Projects.Api;
using ExperimentAdmin.App.Features.Retention.Api;
using ExperimentAdmin.App.Features.Segments.Api;
using ExperimentAdmin.App.Features.Settings.Api;

namespace ExperimentAdmin.App.Features;

/// <summary>The features that have routes beside their pages.</summary>
internal static class AllRoutes
{
    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        routes.MapAccount();
        routes.MapAuditExport();
        routes.MapHistoryExport();
        routes.MapPictures();
        routes.MapCallerApi();
        routes.MapAuditApi();
        routes.MapExperimentApi();
        routes.MapEndingApi();
        routes.MapEmergencyApi();
        routes.MapDisturbanceApi();
        routes.MapHistoryApi();
        routes.MapFlagApi();
        routes.MapPeopleApi();
        routes.MapEnvironmentsApi();
        routes.MapProjectsApi();
        routes.MapRetentionApi();
        routes.MapSegmentApi();
        routes.MapEnvironmentKeysApi();
        routes.MapManagementKeysApi();
        routes.MapMembersApi();
    }
}
