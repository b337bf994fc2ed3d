using System.Globalization;

namespace ExperimentAdmin.App.Delivery;

/// <summary>All that an SDK needs to evaluate on its own; 304 for one that has it already.</summary>
internal static class DocumentEndpoint
{
    public static Task AnswerAsync(DeliveryCall call)
    {
        call.StampMoment();
        var wire = call.Environment.Wire;
        call.Http.Response.Headers.LastModified = wire.LastModified;
        if (call.Http.Request.Headers.IfModifiedSince is [{ Length: > 0 } since] && (since == wire.LastModified || IsCurrent(call, since)))
        {
            call.Http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return DeliveryAnswer.WriteAsync(call.Http, wire.Document);
    }

    // Whole seconds are all that the header has, and what an environment's changes are apart.
    private static bool IsCurrent(DeliveryCall call, string since)
        => DateTimeOffset.TryParseExact(since, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var known)
            && call.Environment.UpdatedAt.ToUnixTimeSeconds() <= known.ToUnixTimeSeconds();
}
