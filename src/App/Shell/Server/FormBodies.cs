using ExperimentAdmin.App.Shell.Api.Callers;
using Microsoft.AspNetCore.Http.Features;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Reads the forms of pages before anything else looks into them, so that one that cannot be read is answered in one place, and is no
/// failure of ours.
/// </summary>
internal static class FormBodies
{
    /// <summary>The largest form, in bytes: the set-up with the names of many environments fits.</summary>
    private const int Largest = 256 * 1024;

    public static void UseFormBodies(this WebApplication app) => app.UseWhen(
        http => http.Request.HasFormContentType && http.GetEndpoint() is not null && http.ApiRoute() is null,
        branch => branch.Use(ReadAsync));

    private static async Task ReadAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Largest;
        }

        try
        {
            _ = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            await RefuseAsync(http, refused.StatusCode);
            return;
        }
        catch (Exception refused) when (refused is InvalidDataException or NotSupportedException)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest);
            return;
        }

        await next(http);
    }

    private static Task RefuseAsync(HttpContext http, int status) => Results.Text(
        status switch
        {
            StatusCodes.Status408RequestTimeout => "The form came too slowly. Send it again.",
            StatusCodes.Status413PayloadTooLarge => $"The form is larger than {Largest:N0} bytes.",
            _ => "The form could not be read.",
        },
        statusCode: status).ExecuteAsync(http);
}
