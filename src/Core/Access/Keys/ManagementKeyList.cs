namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>One page of management API keys.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Counts">How many of those that the search finds have which status.</param>
public sealed record ManagementKeyList(Page<ManagementKeyItem> Page, IReadOnlyDictionary<ManagementKeyStatus, int> Counts);
