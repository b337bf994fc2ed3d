namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>How often applications asked on one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Requests">How often.</param>
public sealed record DayRequests(DateOnly Day, long Requests);
