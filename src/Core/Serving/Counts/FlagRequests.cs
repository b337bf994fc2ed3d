namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>How often applications read a flag.</summary>
/// <param name="Days">The last <see cref="RequestReads.Days"/> days, oldest first, today last.</param>
public sealed record FlagRequests(IReadOnlyList<DayRequests> Days)
{
    /// <summary>On all of the days.</summary>
    public long Total => Days.Sum(day => day.Requests);

    /// <summary>Since midnight, UTC.</summary>
    public long Today => Days[^1].Requests;
}
