namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>Which management API keys are listed; newest first, those that work before all others.</summary>
public sealed record ManagementKeyQuery : ListQuery
{
    /// <summary>Null shows all.</summary>
    public ManagementKeyStatus? Status { get; init; }
}
