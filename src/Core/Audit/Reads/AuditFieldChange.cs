namespace ExperimentAdmin.Core.Audit.Reads;

/// <summary>One field that a change touched.</summary>
/// <param name="Field">Where it is, in words, outermost first: "rollout › shares › big › share".</param>
/// <param name="Before">How it read before; null when there was nothing.</param>
/// <param name="After">How it reads now; null when there is nothing.</param>
public sealed record AuditFieldChange(string Field, string? Before, string? After);
