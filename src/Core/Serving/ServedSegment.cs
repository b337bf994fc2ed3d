using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Compiled;

namespace ExperimentAdmin.Core.Serving;

/// <summary>A segment as an environment serves it, compiled.</summary>
/// <param name="Id">The segment's id, which salts its splits.</param>
/// <param name="FeatureId">The feature that the system segment of a rollout belongs to; null for a segment of the project.</param>
/// <param name="Compiled">Ready to be evaluated; named as the public may know it.</param>
public sealed record ServedSegment(int Id, int? FeatureId, CompiledSegment Compiled)
{
    /// <summary>The key and id of a segment in the compiled environment.</summary>
    public static string IdOf(int segmentId) => segmentId.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the system segment of a rollout is called in public: nothing that tells of the experiment.</summary>
    public static string RolloutName(int segmentId) => $"rollout-{IdOf(segmentId)}";
}
