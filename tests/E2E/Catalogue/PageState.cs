using ExperimentAdmin.Core.Access.Grants;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>One page of the demo in one of its states.</summary>
/// <param name="Page">The first part of its pictures' names.</param>
/// <param name="State">The second part.</param>
/// <param name="Role">Who looks; null for somebody who is not signed in.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Title">The heading that says it is there.</param>
public sealed record PageState(string Page, string State, Role? Role, string Address, string Title)
{
    /// <summary>Leads from the opened page into the state, and waits until it is there. Nothing is saved by it.</summary>
    public Func<IPage, Task>? Enter { get; init; }

    /// <summary>What the browser may complain about, because the state is a refusal.</summary>
    public string? Expected { get; init; }

    /// <summary>The picture for the README, if this is one.</summary>
    public string? ReadmeImage { get; init; }
}
