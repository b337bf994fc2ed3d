namespace ExperimentAdmin.App.Shell.Api;

/// <summary>A part of the query, or a header, that a route reads by hand.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsHeader">Whether it is a header.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="IsRepeatable">Whether it may stand several times.</param>
/// <param name="Words">The only words it takes; null or none for any.</param>
/// <param name="IsRequired">Whether a request without it is refused.</param>
internal sealed record ApiParameter(
    string Name, bool IsHeader, string Meaning, bool IsRepeatable = false, IReadOnlyList<string>? Words = null, bool IsRequired = false);
