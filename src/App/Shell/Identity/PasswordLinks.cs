using System.Globalization;
using ExperimentAdmin.Core.Access.Passwords;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>The addresses of the links that administrators hand over.</summary>
internal static class PasswordLinks
{
    public const string PersonParameter = "person";
    public const string TokenParameter = "token";

    /// <summary>The whole address, with the host by which the administrator reached this server.</summary>
    public static string Address(NavigationManager navigation, PasswordLink link) => Address(navigation.BaseUri, link);

    /// <inheritdoc cref="Address(NavigationManager, PasswordLink)"/>
    public static string Address(HttpRequest request, PasswordLink link)
        => Address($"{request.Scheme}://{request.Host}{request.PathBase}/", link);

    /// <summary>The address below another one.</summary>
    /// <param name="root">That of the application, with a slash at its end.</param>
    /// <param name="link">The link.</param>
    public static string Address(string root, PasswordLink link)
        => $"{root}account/set-password" + new QueryBuilder
        {
            { PersonParameter, link.PersonId.ToString(CultureInfo.InvariantCulture) },
            { TokenParameter, link.Token },
        }.ToString();
}
