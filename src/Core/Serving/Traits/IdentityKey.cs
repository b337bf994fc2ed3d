namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>An identity of an environment.</summary>
internal readonly record struct IdentityKey(int EnvironmentId, string Identifier);
