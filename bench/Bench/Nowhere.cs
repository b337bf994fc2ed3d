using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.Bench;

/// <summary>The address of a page that nobody came to.</summary>
internal sealed class Nowhere : NavigationManager
{
    public Nowhere() => Initialize("http://localhost/", "http://localhost/");
}
