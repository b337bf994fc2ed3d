using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Segments;
using ExperimentAdmin.Core.Workspace;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Flags;

internal static class FlagServices
{
    /// <summary>Features, what their flags serve, and identity overrides.</summary>
    public static IServiceCollection AddFlags(this IServiceCollection services)
    {
        services.AddSingleton<ISegmentUses, SegmentUses>();
        services.AddSingleton<IEnvironmentFlags, EnvironmentFlags>();
        services.AddSingleton<IRecordWords, FeatureRecordWords>();
        services.AddSingleton<FlagAdmission>();
        services.AddSingleton<FeatureReads>();
        services.AddSingleton<FlagReads>();
        services.AddSingleton<FlagVersionReads>();
        services.AddSingleton<PictureReads>();
        services.AddSingleton<IdentityOverrideReads>();
        services.AddSingleton<CreateFeature>();
        services.AddSingleton<EditFeature>();
        services.AddSingleton<ArchiveFeature>();
        services.AddSingleton<RestoreFeature>();
        services.AddSingleton<DeleteFeature>();
        services.AddSingleton<AddVariant>();
        services.AddSingleton<EditVariant>();
        services.AddSingleton<DescribeVariant>();
        services.AddSingleton<SetVariantPicture>();
        services.AddSingleton<ReorderVariants>();
        services.AddSingleton<ArchiveVariant>();
        services.AddSingleton<RestoreVariant>();
        services.AddSingleton<DeleteVariant>();
        services.AddSingleton<ChangeDefault>();
        services.AddSingleton<UpdateFlag>();
        services.AddSingleton<PutSegmentOverride>();
        services.AddSingleton<RemoveSegmentOverride>();
        services.AddSingleton<ReorderOverrides>();
        services.AddSingleton<MoveOverrides>();
        services.AddSingleton<PutIdentityOverride>();
        services.AddSingleton<RemoveIdentityOverride>();
        return services;
    }
}
