using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Conditions;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>How the log and readiness speak of much that is not served: briefly.</summary>
internal static class FaultText
{
    private const int MostSegments = 20;

    /// <summary>Where a segment's first condition is that is not served, and how many more there are.</summary>
    public static string Where(IReadOnlyList<ConditionFault> faults) => $"{faults[0].Path}{More(faults.Count - 1)}";

    /// <summary>The first segments that nobody is in, and how many more there are.</summary>
    public static string Segments(IReadOnlyCollection<ServedSegment> segments) => string.Join("; ", segments.Take(MostSegments)
        .Select(segment => $"{ServedSegment.IdOf(segment.Id)} ({Where(segment.Compiled.Faults)})")) + More(segments.Count - MostSegments);

    private static string More(int count) => count > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {count:N0} more") : string.Empty;
}
