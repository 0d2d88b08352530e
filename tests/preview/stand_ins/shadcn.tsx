"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Area, AreaChart, ResponsiveContainer, XAxis } from "recharts";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import * as z from "zod";
import axios from "axios";

const schema = z.object({ email: z.string().email().min(2, { message: "Too short" }) });

export default function Page() {
  const [rows, setRows] = useState<string[]>(["first row"]);
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(schema) });
  const { errors, isSubmitting } = formState;
  useEffect(() => {
    axios.get("/api/rows").then((answer) => setRows((old) => [...old, "answered"]));
  }, []);
  return (
    <div className="p-4">
      <Card className="w-96 rounded-xl border p-4" data-testid="card">
        <CardHeader><CardTitle>Revenue</CardTitle></CardHeader>
        <CardContent>
          <ResponsiveContainer width="100%" height={200}>
            <AreaChart data={[]}>
              <defs><linearGradient id="fill" /></defs>
              <XAxis />
              <Area dataKey="value" />
            </AreaChart>
          </ResponsiveContainer>
        </CardContent>
      </Card>
      <Tabs defaultValue="two">
        <TabsList><TabsTrigger value="one">One</TabsTrigger></TabsList>
        <TabsContent value="one">The first panel</TabsContent>
        <TabsContent value="two">The second panel</TabsContent>
      </Tabs>
      <Dialog>
        <DialogTrigger asChild><Button>Open</Button></DialogTrigger>
        <DialogContent>Inside the dialog</DialogContent>
      </Dialog>
      <form onSubmit={handleSubmit(() => {})}>
        <Input placeholder="Email" className="border" {...register("email")} />
        {errors.email && <p>The address is wrong</p>}
        <Button type="submit" disabled={isSubmitting}>Send</Button>
      </form>
      <ul>{rows.map((row) => <li key={row}>{row}</li>)}</ul>
    </div>
  );
}
