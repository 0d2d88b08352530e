import { useState } from "react";
import { Sea