using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Segments;

internal static class SegmentServices
{
    /// <summary>Segments and their rules.</summary>
    public static IServiceCollection AddSegments(this IServiceCollection services)
    {
        services.AddSingleton<SegmentReads>();
        services.AddSingleton<IRecordWords, SegmentRecordWords>();
        services.AddSingleton<CreateSegment>();
        services.AddSingleton<EditSegment>();
        services.AddSingleton<ArchiveSegment>();
        services.AddSingleton<RestoreSegment>();
        services.AddSingleton<DeleteSegment>();
        return services;
    }
}
