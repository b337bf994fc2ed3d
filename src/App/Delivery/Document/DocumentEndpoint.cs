using ExperimentAdmin.Core.Serving.Counts;

namespace ExperimentAdmin.App.Delivery.Document;

/// <summary>All that an SDK needs to evaluate on its own; 304 for one that has it already.</summary>
internal sealed class DocumentEndpoint(FlagAsks asks)
{
    public Task AnswerAsync(DeliveryCall call)
    {
        asks.NoteDocument(call.Environment.Id);
        call.StampMoment();
        var wire = call.Environment.Wire;
        call.Http.Response.Headers.LastModified = wire.LastModified;

        // Not whoever has a later one: a backup that is restored brings back content with an earlier date.
        if (call.Http.Request.Headers.IfModifiedSince is [{ } since] && since == wire.LastModified)
        {
            call.Http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return DeliveryAnswer.WriteAsync(call.Http, wire.Document);
    }
}
