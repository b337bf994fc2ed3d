namespace ExperimentAdmin.App.Features.Account;

/// <summary>What the form of the name sends.</summary>
public sealed class AccountNameForm
{
    public string? Name { get; set; }
}
