using ExperimentAdmin.App.Features.Flags.Api.Features;
using ExperimentAdmin.App.Features.Flags.Api.Identities;
using ExperimentAdmin.App.Features.Flags.Api.Overrides;
using ExperimentAdmin.App.Features.Flags.Api.Update;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>All routes of flags.</summary>
internal static class FlagApi
{
    public static void MapFlagApi(this IEndpointRouteBuilder routes)
    {
        routes.MapFeatureApi();
        routes.MapFlagStateApi();
        routes.MapIdentityOverrideApi();
        routes.MapUpdateFlagApi();
        routes.MapFeatureSegmentApi();
        routes.MapMultivariateOptionApi();
        routes.MapVariantPictureApi();
    }
}
